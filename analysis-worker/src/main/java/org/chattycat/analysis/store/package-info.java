/**
 * Writes measurements: rows in batches by COPY, live values by NOTIFY. While the database does not answer, rows wait in
 * bounded buffers; rows that do not fit are dropped and counted. The statements are the point here, so the package uses
 * R2DBC without entities and repositories.
 */
package org.chattycat.analysis.store;
