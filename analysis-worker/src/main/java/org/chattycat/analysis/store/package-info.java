/**
 * Writes what was measured: rows in batches, live values by NOTIFY. While the database is away rows wait in bounded
 * buffers; what does not fit is dropped and counted.
 */
package org.chattycat.analysis.store;
