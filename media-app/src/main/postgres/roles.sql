-- The image of PostgreSQL runs this once, as the administrator, when it creates the database (docker-compose.yml).
\getenv owner_password DATABASE_OWNER_PASSWORD
\getenv password DATABASE_PASSWORD

-- Owns the tables, and changes them when the application starts.
create role chattycat login password :'owner_password';
alter database chattycat owner to chattycat;

-- What the application and its workers connect as. The start grants it the rows.
create role chattycat_app login password :'password';
