/**
 * Decodes bytes to luma planes. Each native resource (a decoder, a demuxer, OpenCV itself) is owned by one class that releases
 * it on {@code close}. Frames are OpenCV Mats over the decoder's own memory, valid until the next frame. The number of pixels
 * is limited before memory of that size is allocated, whatever the bytes claim.
 */
package org.chattycat.analysis.video;
