-- The counters and the access log live in a database of their own: no rollback elsewhere reaches them.
CREATE DATABASE poruch_security OWNER poruch;
