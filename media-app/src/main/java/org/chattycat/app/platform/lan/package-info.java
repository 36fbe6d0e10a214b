/**
 * The listener for the local network ({@code run --lan}): HTTPS with a certificate of its own, for the clock page and nothing
 * else.
 */
package org.chattycat.app.platform.lan;
