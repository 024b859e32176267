"""Mention -> Actor, Place, EventDate: who, where and when."""
