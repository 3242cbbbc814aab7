package org.loyaltyrules.rules;

/** How much of DRL the rule files of a program may use. */
public enum RuleSafety {

    /**
     * Only the rule language of the reference. Nothing that an author writes is compiled or run as code; what is not in the
     * language is refused when the program is loaded.
     */
    SAFE,

    /**
     * All of DRL: Java consequences, functions, declared types, queries, changes of facts. What the rule language knows keeps
     * its meaning; the rest is compiled and run by Drools, with all the rights of the application. For rules that are as
     * trustworthy as the application's own code, and for no others.
     */
    TRUSTED
}
