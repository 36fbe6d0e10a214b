/** Who may call what: one filter chain over everything that signing in, passkeys and the site contribute. */
package org.chattycat.app.identity.security;
