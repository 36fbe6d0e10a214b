/** Summarises each second of a publication's video: packets, frames, and the quality of the frames. */
package org.chattycat.analysis.quality;
