/** Passes the packets of each tap through all stages, on a pool of threads that all taps share fairly. */
package org.chattycat.analysis.pipeline;
