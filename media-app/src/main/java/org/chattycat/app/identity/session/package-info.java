/** The sessions of accounts: listing them, ending them, and notifying all instances when one has ended. */
package org.chattycat.app.identity.session;
