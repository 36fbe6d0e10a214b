/** Links with which anybody may read one history or one comparison. */
package org.chattycat.app.identity.share;
