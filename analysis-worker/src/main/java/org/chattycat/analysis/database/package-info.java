/**
 * The worker's connections to Postgres: a small pool for statements, one connection of its own to listen on. Every
 * wait has a limit, and whether the database answers is known to all who ask.
 */
package org.chattycat.analysis.database;
