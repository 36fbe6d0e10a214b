/** Settings of the installation: its data directory and public URL, the rules for starting, and the order of shutdown. */
package org.chattycat.app.platform.config;
