/**
 * The worker's side of the media servers, by the stock kurento-client: the only package of the worker that knows it.
 * The server may be a real Kurento or the embedded one; nothing here can tell.
 */
package org.chattycat.analysis.kurento;
