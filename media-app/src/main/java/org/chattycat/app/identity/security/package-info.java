/** Access rules: one filter chain, assembled from the parts for sign-in, passkeys and the site. */
package org.chattycat.app.identity.security;
