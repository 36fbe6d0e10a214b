/**
 * WebM files with VP8 and Opus: a subset of Matroska (RFC 9559), which is a format of EBML (RFC 8794). Files are written without
 * going back, so that they can be sent while they grow and can be played if their writer is killed.
 */
package org.chattycat.kurento.webm;
