/**
 * A call page without a browser: signalling over the WebSocket of pages, and real ICE, DTLS and SRTP. It is a client of the
 * application and uses none of its beans, so it can call any installation. Benchmarks and tests use it too.
 */
package org.chattycat.app.probe;
