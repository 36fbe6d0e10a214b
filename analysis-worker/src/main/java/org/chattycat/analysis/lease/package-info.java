/**
 * Leases of taps: which publications this worker analyses. Workers count each other in PostgreSQL to share the taps. They
 * take over the taps of a worker that died, and release their own when they stop. The locking statements are the point
 * here, so the package uses DatabaseClient without entities and repositories.
 */
package org.chattycat.analysis.lease;
