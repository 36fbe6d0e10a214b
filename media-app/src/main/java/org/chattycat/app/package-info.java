/** The application that people use: one package per feature, and the main class. */
package org.chattycat.app;
