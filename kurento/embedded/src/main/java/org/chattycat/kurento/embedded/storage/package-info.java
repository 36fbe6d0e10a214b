/** Where recordings go to and played files come from: files below one directory, and HTTP servers. */
package org.chattycat.kurento.embedded.storage;
