/** What each second of a publication's video was like: what came in, what became of it, what the picture showed. */
package org.chattycat.analysis.quality;
