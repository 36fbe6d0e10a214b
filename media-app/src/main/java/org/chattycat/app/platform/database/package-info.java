/**
 * PostgreSQL, embedded or external: start and stop, the R2DBC pools and repositories of the application, the JDBC pool for
 * Flyway and Spring Session, and notifications.
 */
package org.chattycat.app.platform.database;
