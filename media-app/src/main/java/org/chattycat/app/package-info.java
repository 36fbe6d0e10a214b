/** The application people talk to: one package per feature, and the main class. */
package org.chattycat.app;
