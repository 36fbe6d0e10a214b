/**
 * PostgreSQL, embedded or given: its start and stop, the R2DBC pool that all of the product uses, the JDBC pool that Flyway
 * and Spring Session need, and notifications.
 */
package org.chattycat.app.platform.database;
