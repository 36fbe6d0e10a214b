/** Posts signed messages to addresses that accounts choose, without letting them reach the server's own network. */
package org.chattycat.app.alert.webhook;
