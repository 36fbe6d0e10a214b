/** Compares the latency and the quality of video in spans of meetings, with intervals that account for autocorrelation. */
package org.chattycat.app.latency.compare;
