/** What everything else needs to know about this installation: where its data lies, its address, when a start is refused. */
package org.chattycat.app.platform.config;
