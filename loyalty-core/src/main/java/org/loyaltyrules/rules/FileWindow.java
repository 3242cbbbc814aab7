package org.loyaltyrules.rules;

import org.antlr.runtime.ANTLRStringStream;

/** A stretch of a rule file for Drools to parse, in which every place is that in the whole file. */
final class FileWindow extends ANTLRStringStream {

    FileWindow(char[] text, int start, int end, SourceText source) {
        super(text, end);
        this.p = start;
        this.line = source.line(start);
        this.charPositionInLine = source.column(start) - 1;
    }
}
