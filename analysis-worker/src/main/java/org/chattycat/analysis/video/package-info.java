/**
 * From encoded bytes to luma planes. Each native thing (a decoder, a demuxer, OpenCV itself) is owned by one class that
 * releases it on {@code close}; pictures are OpenCV Mats over the decoder's own memory, valid until the next picture.
 * Whatever the bytes claim, pixels are capped before anything of their size is allocated.
 */
package org.chattycat.analysis.video;
