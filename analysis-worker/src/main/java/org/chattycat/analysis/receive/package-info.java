/**
 * Receives the RTP of all taps. One thread stamps the arrival of each packet and does nothing else, so that no other
 * work can delay a stamp.
 */
package org.chattycat.analysis.receive;
