/** What was measured, and where: meetings and their samples by GraphQL, for those who may see them. */
package org.chattycat.app.history;
