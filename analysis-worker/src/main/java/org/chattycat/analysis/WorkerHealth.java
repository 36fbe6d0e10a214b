package org.chattycat.analysis;

/**
 * The state of a worker.
 *
 * @param databaseReachable whether the last heartbeat reached the database
 * @param taps the number of taps it holds
 * @param waitingRows rows that wait to be written
 * @param writtenRows rows written since the start
 * @param droppedRows rows lost because the database was away for too long
 */
public record WorkerHealth(boolean databaseReachable, int taps, int waitingRows, long writtenRows, long droppedRows) {}
