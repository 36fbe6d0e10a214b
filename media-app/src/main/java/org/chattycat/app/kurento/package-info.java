/**
 * The media server as the rest of the application sees it. Everything that knows Kurento's client library is in here, so
 * that its callbacks, its time-outs and its ways to fail end at this border. All methods block for at most the request
 * time-out; listeners are called on the client library's threads and must return at once.
 */
package org.chattycat.app.kurento;
