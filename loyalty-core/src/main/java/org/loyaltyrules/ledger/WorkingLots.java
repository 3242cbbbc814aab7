package org.loyaltyrules.ledger;

import java.util.Arrays;

/** Lots while an event changes them. Nothing is copied before the first change. Not thread-safe. */
final class WorkingLots {

    private PointBook book;
    private long debtOfBook;
    private Lot[] emptied;
    private Lot[] others;
    private int end;
    private long created;
    private boolean shared = true;

    WorkingLots(PointBook book) {
        this.book = book;
        this.debtOfBook = book.debt();
        this.emptied = book.emptied();
        this.others = book.others();
        this.end = others.length;
        this.created = book.created();
    }

    private void take(PointBook next) {
        book = next;
        emptied = next.emptied();
        others = next.others();
        end = others.length;
        shared = true;
    }

    /** How many there are. */
    int size() {
        return emptied.length + end;
    }

    /** The place of the first lot that may hold points. */
    int first() {
        return emptied.length;
    }

    /** The lot at a place, 0 for the first. */
    Lot get(int place) {
        return place < emptied.length ? emptied[place] : others[place - emptied.length];
    }

    /** The place of the lot with this id; negative where it is not there. */
    int place(long id) {
        return PointBook.place(emptied, others, end, created, id);
    }

    /** The id of the lot that is added next. */
    long nextId() {
        return created + 1;
    }

    void set(int place, Lot lot) {
        if (place < emptied.length) {
            Lot[] all = Arrays.copyOf(emptied, emptied.length + end);
            System.arraycopy(others, 0, all, emptied.length, end);
            end = all.length;
            others = all;
            emptied = new Lot[0];
            shared = false;
        }
        own(end);
        others[place - emptied.length] = lot;
    }

    void add(Lot lot) {
        created = lot.id();
        if (shared) {
            take(book.with(lot));
        } else {
            own(end + 1);
            others[end++] = lot;
        }
    }

    private void own(int capacity) {
        if (shared || capacity > others.length) {
            others = Arrays.copyOf(others, capacity);
            shared = false;
        }
    }

    /** The lots and a debt as a book; the one before where nothing has changed. */
    PointBook book(long debt) {
        if (shared && debt == debtOfBook) {
            return book;
        }
        take(new PointBook(emptied, end == others.length ? others : Arrays.copyOf(others, end), debt, created));
        debtOfBook = debt;
        return book;
    }
}
