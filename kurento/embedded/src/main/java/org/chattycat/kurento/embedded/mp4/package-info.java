/**
 * Reads MP4 files (ISO/IEC 14496-12) with H.264 (ISO/IEC 14496-15) and Opus, whole ones and fragmented ones. Nothing that a file says
 * is believed: counts are compared with the bytes that are there, and nesting is that of the boxes that are read.
 */
package org.chattycat.kurento.embedded.mp4;
