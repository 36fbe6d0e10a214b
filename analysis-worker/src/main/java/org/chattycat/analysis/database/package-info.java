/**
 * The worker's connections to PostgreSQL: a small pool for statements, and one connection that listens. Every wait has a
 * time-out. Leases, COPY and NOTIFY need plain statements, so there is a DatabaseClient and no repository.
 */
package org.chattycat.analysis.database;
