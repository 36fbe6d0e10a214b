/** Starts the media server for tests with JUnit Jupiter. Nothing else of this artifact needs JUnit. */
package org.chattycat.kurento.embedded.junit;
