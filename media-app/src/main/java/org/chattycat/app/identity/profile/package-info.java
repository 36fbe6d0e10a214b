/** The account page: name, address, downloading what is kept, and deleting it. */
package org.chattycat.app.identity.profile;
