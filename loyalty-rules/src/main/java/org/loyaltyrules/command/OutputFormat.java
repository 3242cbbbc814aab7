package org.loyaltyrules.command;

/** How answers are printed; named as they are typed. */
enum OutputFormat {
    /** For people. */
    text,
    /** As JSON. */
    json
}
