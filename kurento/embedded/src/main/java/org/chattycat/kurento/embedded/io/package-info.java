/**
 * Network input and output. One thread, the media loop, owns all media state: it reads every socket, forwards every
 * packet and runs every timer, so that the packet path needs no locks and no thread per stream.
 */
package org.chattycat.kurento.embedded.io;
