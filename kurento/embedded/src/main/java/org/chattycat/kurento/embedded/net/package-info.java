/** UDP sockets: which local addresses there are, and binding within a range of ports. */
package org.chattycat.kurento.embedded.net;
