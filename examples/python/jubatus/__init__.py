"""A client of Jubatus's classifier, server or proxy, with the interface of the official Python client.

>>> import jubatus
>>> from jubatus.common import Datum
>>> with jubatus.Classifier("localhost", 9199, "shop") as client:
...     client.train([("spam", Datum({"text": "cheap pills"})), ("ham", Datum({"text": "see you at noon"}))])
...     client.classify([Datum({"text": "pills"})])
"""

from jubatus.classifier.client import Classifier

__all__ = ["Classifier"]
__version__ = "1.2.0"
