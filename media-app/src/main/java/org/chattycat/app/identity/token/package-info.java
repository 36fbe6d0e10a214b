/** Personal access tokens, with which programs act for an account. */
package org.chattycat.app.identity.token;
