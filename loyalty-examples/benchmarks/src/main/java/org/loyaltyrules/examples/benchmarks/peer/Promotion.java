package org.loyaltyrules.examples.benchmarks.peer;

/** A tier that was reached, as a fact of other engines. */
public record Promotion(int to) {

    /** 0 to 3. */
    public int getTo() {
        return to;
    }
}
