/** People without an account, let into one meeting because its creator allows that. */
package org.chattycat.app.identity.guest;
