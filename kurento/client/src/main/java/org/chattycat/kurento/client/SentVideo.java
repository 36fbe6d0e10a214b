package org.chattycat.kurento.client;

/**
 * What the media server states about the video that it sends to a browser. The counters count from the beginning.
 *
 * @param transitMs the mean time that the video spends inside the server, from its reception to its sending; null if unknown
 * @param estimateBps the bit rate that the browser last said its network carries (REMB); 0 for none
 * @param bytes sent
 * @param packets sent
 * @param packetsLost of those, after what the browser reported
 */
public record SentVideo(Double transitMs, long estimateBps, long bytes, long packets, long packetsLost) {}
