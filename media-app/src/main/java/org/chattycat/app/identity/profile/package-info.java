/** The account page: name, email address, download of all data, and deletion. */
package org.chattycat.app.identity.profile;
