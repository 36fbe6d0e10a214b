/** Guests: people without an account, admitted to one meeting whose host allows guests. */
package org.chattycat.app.identity.guest;
