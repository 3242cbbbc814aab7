package org.loyaltyrules.rules;

/**
 * The text of one rule file.
 *
 * @param file the file's path within the program folder
 * @param text what it says, as decoded from UTF-8
 */
public record RuleSource(String file, String text) {}
