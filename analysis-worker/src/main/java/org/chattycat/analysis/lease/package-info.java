/**
 * Taps as leases: which publications this worker analyses. Workers share taps by counting each other in Postgres, take
 * over from a worker that died, and hand back when they stop.
 */
package org.chattycat.analysis.lease;
