"""What a careful editor would look at again in questions that nothing stops; each rule is pure."""
